"""What people ask and answer on the ground floor: forms by the page they stand on."""
