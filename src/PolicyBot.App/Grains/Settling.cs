using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>Holds what a facilitator wishes against what the channels and the model of this installation offer, before Core decides.</summary>
public sealed class Settling(Gathering gathering, Electorates electorates, IPolicyModel model)
{
    /// <summary>The round's rule with its people in it, and while the opening is only asked about, what it would cost.</summary>
    public async Task<Decision> Open(Workshop workshop, OpenRound open, Asked asked, Occasion occasion)
    {
        if (Patching.Apply(workshop.Settings.Rule, open.Rule, asked.Names, out var rule) is { } wrong)
            return wrong;
        // Whoever may not open a round makes nobody look up who is where.
        if (workshop.MayRun(occasion) is { } no)
            return no;
        var (settled, unknown) = await electorates.Settle(workshop, rule, asked.Ask.Place);
        if (unknown is not null)
            return unknown;
        var put = Opening.WouldPut(workshop).Where(a => open.Only.IsEmpty || a.Proposal is RatifyVersion || open.Only.Contains(a.Id));
        return Opening.Open(workshop, new OpeningAsked(open, settled, asked.Names)
        {
            Cost = open.Sure ? null : await gathering.Cost(workshop, put, CancellationToken.None),
        }, occasion);
    }

    /// <summary>Why the model that is asked for, or a cap in money, can't be had; null when it can.</summary>
    public Decision? WhyNoSuchModel(Workshop workshop, SettingsPatch patch)
    {
        var name = patch.Model?.Trim() is { Length: > 0 } asked && asked != "usual" ? asked : null;
        var judge = patch.Judge?.Trim() is { Length: > 0 } chosen && chosen.ToLowerInvariant() is not ("usual" or "off" or "none") ? chosen : null;
        if (new[] { name, judge }.OfType<string>().Any(n => !model.Choices.Contains(n)))
            return Decision.Refuse("This installation does not offer that model.", $"Use one of: {string.Join(", ", model.Choices)}; or `usual`.");
        if (patch is { Model: null, Judge: null, MoneyBudget: null } || !Capped(workshop, patch))
            return null;
        var used = new[] { name ?? model.Describe(patch.Model is null ? workshop.Settings.Sampling : null).Model, judge ?? (patch.Judge is null ? workshop.Settings.Judge : null) };
        return used.FirstOrDefault(n => n is not null and not Settings.NoJudge && model.PriceOf(n) is null) is { } unpriced
            ? Decision.Refuse($"The price of {unpriced} is not known here, so a cap in money can't be held.", "Set a cap in tokens with `workshop model budget:300000 money:off`, or ask who runs PolicyBot to set Models__Prices.")
            : null;
    }

    private static bool Capped(Workshop workshop, SettingsPatch patch) => patch.MoneyBudget is { } money
        ? money.Trim().ToLowerInvariant() is not ("off" or "none")
        : workshop.Settings.Budget?.Money is not null;
}
