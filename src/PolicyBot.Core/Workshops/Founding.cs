using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Views;

namespace PolicyBot.Core.Workshops;

/// <summary>How a workshop begins.</summary>
public static class Founding
{
    public const int LongestName = 80;

    internal const string Because = "The workshop was created";

    private const int LongestId = 40;

    /// <summary>Founds a workshop with the empty version 0; whoever asks becomes its facilitator.</summary>
    /// <param name="existing">The workshop that has this id already; null when it is free.</param>
    public static Decision Create(CreateWorkshop command, Workshop? existing, (WorkshopId Id, Place Place) at, Occasion occasion)
    {
        if (Wording.Check(command.Name, LongestName, "The name", out var name) is { } unfit)
            return unfit;
        if (name.Contains('\n') || name.Contains('\t'))
            return Decision.Refuse("The name has more than one line.", "Give a name of one line.");
        if (existing is not null)
            return Decision.Refuse($"There is already a workshop called {existing.Name}.",
                $"Choose another name, or show that one here with `workshop link {existing.Id}`.");
        var settings = Settings.Default;
        if (command.TimeZone is { } zone && Patching.Apply(settings, new SettingsPatch { TimeZone = zone }, Names.Nobody, out settings) is { } wrong)
            return wrong;
        return Decision.Accept(
            Welcome(name, settings),
            new WorkshopCreated(at.Id, name, settings, at.Place, occasion.Asker()),
            new VersionMade(new(new(0), Policy.Empty, Moment.Truncate(occasion.Now), Because)));
    }

    /// <summary>The id made from a name: its letters a–z and digits joined by '-', or a hash of a name that has none.</summary>
    public static WorkshopId IdFor(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in SafelyDecomposed(name).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                plain.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != '-')
                plain.Append('-');
        }

        var slug = plain.ToString(0, Math.Min(plain.Length, LongestId)).Trim('-');
        return new(slug.Length > 0 ? slug : "w-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.Trim())))[..10]);
    }

    // Half characters can't be normalized; the decision refuses them later with its own words.
    private static string SafelyDecomposed(string name) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)).Normalize(NormalizationForm.FormD);

    private static Reply Welcome(string name, Settings settings) => new(new Card(
        $"{name} is founded",
        [
            new Paragraph("You are its facilitator. Import a policy with `policy import`, or write the first clause with `clause propose`."),
            new Paragraph($"Times are read in {settings.TimeZone}; `workshop settings` changes that and the decision rule."),
        ],
        [new("Import a policy", "policy import", Look.Primary), new("Propose a clause", "clause propose"), new("Settings", "workshop settings")]));
}
