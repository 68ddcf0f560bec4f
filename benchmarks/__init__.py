"""Measurements, never assertions: absolute figures drift with the machine, so each stands beside a calibration."""
