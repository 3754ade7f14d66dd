"""The trade: values, tables and use cases. It knows neither HTTP nor paper."""
