using PolicyBot.Core;
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
        var put = workshop.Drafted.Where(a => open.Only.IsEmpty || open.Only.Contains(a.Id));
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
        var used = name ?? model.Describe(patch.Model is null ? workshop.Settings.Sampling : null).Model;
        return patch.MoneyBudget is { } money && money.Trim().ToLowerInvariant() is not ("off" or "none") && model.PriceOf(used) is null
            ? Decision.Refuse($"The price of {used} is not known here, so a cap in money can't be held.", "Set a cap in tokens with `workshop model budget:300000`, or ask who runs PolicyBot to set Models__Prices.")
            : null;
    }
}
