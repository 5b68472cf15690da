"""The screens, one module each; nothing is imported here, so that the first one can be painted early."""
