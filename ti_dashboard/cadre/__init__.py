"""What every page has around it: filters, banner, panel behind a figure, downloads, corrections."""
