"""What the edition achieved: tonnes, turnover, purchases, firms, and past balances."""
