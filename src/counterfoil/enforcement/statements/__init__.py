"""What does a platform tell whom it restricts, and the European Commission's database, and why?

Regulation (EU) 2022/2065: statement of reasons (article 17), Transparency Database (article 24(5)), redress (20, 21).
"""
