"""Pure helpers: no models, no Django settings, nothing of ours imported."""
