"""What the dashboard costs: a store of a thousand submissions, a load of a hundred requests a second, 200 listeners."""
