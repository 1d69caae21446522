"""One module for each section of the checklist; each holds that section's detectors and nothing else."""
