"""What can be done with tasks: enqueue, claim, keep, finish, give up, repeat, clear away."""
