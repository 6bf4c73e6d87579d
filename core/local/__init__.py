"""What a laptop has in place of the cloud: the launcher, the stores, the guest's phone and the demo hotel."""
