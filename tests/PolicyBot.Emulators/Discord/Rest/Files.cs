using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>Uploaded files: the number in <c>files[n]</c>, the name, the bytes.</summary>
internal sealed record Files(IReadOnlyList<(string Number, string Name, byte[] Bytes)> All)
{
    public static Files None { get; } = new([]);

    public static async Task<Files> Read(IFormCollection form, CancellationToken cancellation)
    {
        var all = new List<(string, string, byte[])>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellation);
            var number = file.Name.Replace("files[", "", StringComparison.Ordinal).TrimEnd(']');
            if (!int.TryParse(number, CultureInfo.InvariantCulture, out _))
                throw new DiscordError(400, 50035, $"Invalid Form Body: a file is called files[n], not {file.Name}");
            all.Add((number, file.FileName, bytes.ToArray()));
        }

        return new Files(all);
    }
}
