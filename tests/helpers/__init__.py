"""What tests share: the built book and a browser, live figures, notebooks, scripts run by V8."""
