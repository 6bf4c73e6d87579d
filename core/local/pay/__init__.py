"""The pay page: a strict local stand-in of Mercado Pago's Checkout Pro, with a checkout for people."""
