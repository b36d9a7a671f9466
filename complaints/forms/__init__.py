"""What is typed about complaints."""
