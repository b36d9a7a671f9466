"""What is printed: papers of A4 with views of their own."""
