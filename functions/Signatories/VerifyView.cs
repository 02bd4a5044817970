using Campaigns.Functions.Pages;
using Campaigns.Signatures.Proof;

namespace Campaigns.Functions.Signatories;

/// <summary>The form to check a receipt, with what was found above it. <paramref name="Findings"/> is null before anything was sent.</summary>
/// <param name="Receipt">What was typed.</param>
public sealed record VerifyView(string Receipt, Findings? Findings) : IView<VerifyPage>;
