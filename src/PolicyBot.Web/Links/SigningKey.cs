namespace PolicyBot.Web.Links;

/// <summary>The secret behind every signed link and cookie of this installation; it comes from a file that outlives restarts.</summary>
public sealed class SigningKey
{
    public SigningKey(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 32, nameof(key));
        Key = key;
    }

    /// <summary>At least 32 random bytes.</summary>
    public byte[] Key { get; }
}
