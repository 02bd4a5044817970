namespace Campaigns.Signatures;

/// <summary>Checks what a person typed into the form to sign, or into the page behind an invitation.</summary>
public static class SignatureForm
{
    /// <summary>Fields as in the contract: kind, organisation, country, name, role, email, publication, language.</summary>
    public static Checked<SignatureRequest> Read(Campaign campaign, IReadOnlyDictionary<string, string> fields) => throw new NotImplementedException();

    /// <summary>Fields: name, role, publication.</summary>
    public static Checked<InvitationReply> ReadReply(IReadOnlyDictionary<string, string> fields) => throw new NotImplementedException();
}
