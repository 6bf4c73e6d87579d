"""The letters of a guest's journey in words: free within the channel's day, approved templates after it."""
