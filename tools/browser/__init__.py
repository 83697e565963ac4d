"""Opens pages in headless Chromium, over the DevTools protocol on two pipes."""
