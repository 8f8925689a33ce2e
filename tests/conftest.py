"""What every test stands on."""

import os

# Read by ONNX Runtime at import: no device id, no event queue in the home folder of whoever runs the tests.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
