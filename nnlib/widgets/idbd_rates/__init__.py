"""Rates that IDBD finds for the inputs of a linear unit; see `IDBDRates`."""
