using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PolicyBot.Tests.TestKit;

/// <summary>Holds JSON against a schema, as far as the project's own schema goes: references, types, constants, members, items, alternatives.</summary>
internal sealed class JsonSchema(JsonNode root)
{
    /// <summary>The first place that does not fit; null when everything does.</summary>
    public string? WhyNot(JsonNode? value) => WhyNot(value, root, "$");

    private string? WhyNot(JsonNode? value, JsonNode? schema, string at)
    {
        if (schema is not JsonObject rules)
            return schema?.GetValue<bool>() == false ? $"{at}: nothing may be here" : null;
        if (rules["$ref"] is { } reference)
            return WhyNot(value, Resolve(reference.GetValue<string>()), at);
        return OfType(value, rules, at) ?? OfObject(value as JsonObject, rules, at) ?? OfArray(value as JsonArray, rules, at) ?? OfAny(value, rules, at);
    }

    private static string? OfType(JsonNode? value, JsonObject rules, string at)
    {
        if (rules["type"] is { } type && !Types(type).Any(t => t == Name(value) || (t == "number" && Name(value) == "integer")))
            return $"{at}: {Name(value)} in place of {type.ToJsonString()}";
        if (rules["const"] is { } constant && !JsonNode.DeepEquals(constant, value))
            return $"{at}: not {constant.ToJsonString()}";
        if (rules["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
            return $"{at}: none of {allowed.ToJsonString()}";
        return rules["pattern"] is { } pattern && value is not null && !Regex.IsMatch(value.GetValue<string>(), pattern.GetValue<string>()) ? $"{at}: not like {pattern}" : null;
    }

    private string? OfObject(JsonObject? value, JsonObject rules, string at)
    {
        if (value is null)
            return null;
        if ((rules["required"] as JsonArray)?.FirstOrDefault(r => !value.ContainsKey(r!.GetValue<string>())) is { } missing)
            return $"{at}: {missing} is missing";
        var known = rules["properties"] as JsonObject;
        return value.Select(p => known?[p.Key] is { } own ? WhyNot(p.Value, own, $"{at}.{p.Key}")
            : rules.ContainsKey("additionalProperties") ? WhyNot(p.Value, rules["additionalProperties"], $"{at}.{p.Key}") : null).FirstOrDefault(w => w is not null);
    }

    private string? OfArray(JsonArray? value, JsonObject rules, string at) =>
        value is null || !rules.ContainsKey("items") ? null : value.Select((v, i) => WhyNot(v, rules["items"], $"{at}[{i}]")).FirstOrDefault(w => w is not null);

    private string? OfAny(JsonNode? value, JsonObject rules, string at) =>
        rules["anyOf"] is not JsonArray any || any.Any(a => WhyNot(value, a, at) is null) ? null : $"{at}: none of the alternatives fits";

    private JsonNode? Resolve(string reference) => reference.Split('/').Skip(1).Aggregate((JsonNode?)root, (node, step) =>
        node is JsonArray array ? array[int.Parse(step, null)] : node![step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]);

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [type.GetValue<string>()];

    private static string Name(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
