"""What is read across the tables of money: who reported, what carries over, what the city recognised, what a reopening touched."""
