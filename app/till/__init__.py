"""The cashier's application and the door where devices deliver their facts."""
