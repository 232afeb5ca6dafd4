using System.Globalization;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Workshops;

/// <summary>Applies typed settings of how sample responses are made and what they may cost.</summary>
internal static class SamplingPatch
{
    private const string Usual = "usual";

    /// <summary>Whether the installation offers a model of that name is for the shell to check.</summary>
    public static Refused? Apply(Settings settings, SettingsPatch patch, out Settings patched)
    {
        var (sampling, budget) = (settings.Sampling ?? new Sampling(), settings.Budget ?? new Budget(null, null));
        var judged = settings;
        var wrong =
            Patching.Set(ref sampling, patch.Model?.Trim() is { Length: > 0 } model ? model : null,
                (s, t) => t == Usual ? s with { Model = null } : t.Length <= 100 ? s with { Model = patch.Model!.Trim() } : null,
                "{0} is no model.", "Use the name of a model that this installation offers, or `model:usual`.")
            ?? Patching.Set(ref sampling, patch.Temperature, (s, t) => t == Usual ? s with { Temperature = null } : Temperature(t) is { } d ? s with { Temperature = d } : null,
                "{0} is no temperature.", "Use 0 to 2, such as `temperature:0.7`, or `temperature:usual`.")
            ?? Patching.Set(ref sampling, patch.Seed, (s, t) => t == Usual ? s with { Seed = null } : Patching.Whole(t, 0, 1_000_000_000) is { } n ? s with { Seed = n } : null,
                "{0} is no seed.", "Use a whole number up to 1,000,000,000, such as `seed:42`, or `seed:usual`.")
            ?? Patching.Set(ref sampling, patch.LongestAnswer, (s, t) => t == Usual ? s with { LongestAnswer = null } : Patching.Whole(t, 16, 100_000) is { } n ? s with { LongestAnswer = n } : null,
                "An answer can't have {0} tokens.", "Use 16 to 100000, such as `answer:800`, or `answer:usual`.")
            ?? Patching.Set(ref judged, patch.Judge, (s, t) => t == Usual ? s with { Judge = null } : Patching.Off(t) ? s with { Judge = Settings.NoJudge } : t.Length <= 100 ? s with { Judge = patch.Judge!.Trim() } : null,
                "{0} is no judge.", "Use the name of a model that this installation offers, `judge:usual` or `judge:off`.")
            ?? Patching.Set(ref budget, patch.TokenBudget, (b, t) => Patching.Off(t) ? b with { Tokens = null } : Patching.Whole(t, 1, int.MaxValue) is { } n ? b with { Tokens = n } : null,
                "{0} is no number of tokens a day.", "Use a whole number, such as `budget:300000`, or `budget:off`.")
            ?? Patching.Set(ref budget, patch.MoneyBudget, (b, t) => Patching.Off(t) ? b with { Money = null } : Money(t) is { } m ? b with { Money = m } : null,
                "{0} is no amount of money a day.", "Use $ with a point, such as `money:2.50`, or `money:off`.");
        patched = wrong is not null
            ? settings
            : judged with { Sampling = sampling == new Sampling() ? null : sampling, Budget = budget == new Budget(null, null) ? null : budget };
        return wrong;
    }

    private static double? Temperature(string typed) =>
        double.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var t) && t <= 2 ? t : null;

    private static decimal? Money(string typed) =>
        decimal.TryParse(typed.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var m) && m is > 0 and <= 1_000_000
            ? decimal.Round(m, 4) is > 0 and var rounded ? rounded : null
            : null;
}
