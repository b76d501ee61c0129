"""Issues made to order: one or hundreds, in this process, in several, or on a cluster; each the same, byte for byte."""
