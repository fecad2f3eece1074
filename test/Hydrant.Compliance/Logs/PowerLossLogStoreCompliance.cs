namespace Hydrant.Compliance.Logs;

public sealed class PowerLossLogStoreCompliance() : DurableLogStoreCompliance(new PowerLossLogStoreFixture());
