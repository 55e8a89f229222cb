"""What a maintainer is told of the running program: signs of life, what is missed, the week, what each way does."""
