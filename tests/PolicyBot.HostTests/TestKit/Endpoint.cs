using PolicyBot.Emulators.OpenAi;

namespace PolicyBot.HostTests.TestKit;

/// <summary>The settings with which a host asks an emulated endpoint.</summary>
internal static class Endpoint
{
    public static Dictionary<string, string?> Of(OpenAiEmulator emulator, int concurrency = 4) => new()
    {
        ["Models:Provider"] = "openai",
        ["Models:Endpoint"] = new Uri(emulator.Address, "v1").ToString(),
        ["Models:Model"] = "small",
        ["Models:Prices"] = "small 1/2, large 10/20",
        ["Models:Concurrency"] = concurrency.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
