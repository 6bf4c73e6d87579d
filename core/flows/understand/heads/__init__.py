"""Who comes, told otherwise than by counting: ages, kin, second thoughts, rooms by who sleeps in them."""
