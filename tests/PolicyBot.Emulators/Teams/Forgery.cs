namespace PolicyBot.Emulators.Teams;

/// <summary>What is wrong with a forged token; everything else in it is right.</summary>
public enum Forgery
{
    Issuer,
    Audience,

    /// <summary>Algorithm <c>none</c>, no signature.</summary>
    Unsigned,

    /// <summary>Algorithm HS256 with the public key as the secret.</summary>
    SharedSecret,

    /// <summary>Another key under the id of a published one.</summary>
    ForeignKey,
    Expired,
    NotYetValid,
    NoExpiry,
    ServiceUrl,
    NoServiceUrl,

    /// <summary>Signed with a published key that does not endorse Teams.</summary>
    Unendorsed,
    UnknownKey,
    Garbled,
}
