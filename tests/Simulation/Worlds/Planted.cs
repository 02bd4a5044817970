namespace Campaigns.Tests.Simulation;

/// <summary>The bugs that can be planted, all of them around the product: in its storage, its doors, its mail client, its clock, its client of orchestrations.</summary>
sealed class Planted(WorldPlan plan)
{
    static readonly TimeSpan Lag = TimeSpan.FromMinutes(3);
    readonly Random luck = Seeds.Stream(plan.Seed, "planted", plan.Salt);

    public bool NeverSweeps => plan.Bug == PlantedBug.StuckCampaign;

    public TimeSpan? BookLag => plan.Bug == PlantedBug.LateConfirmation ? Lag : null;

    public bool SaysSignedUnheard => plan.Bug == PlantedBug.LostConfirmation;

    public bool LosesStarts() => plan.Bug == PlantedBug.StuckCampaign && luck.Chance(0.1);

    public HttpMessageHandler MailClient(HttpMessageHandler line) => plan.Bug == PlantedBug.DoubleLetter ? new SendsAgain(line) : line;

    /// <summary>Whether storage says "done" to this call and does nothing.</summary>
    public bool Forgets(StorageCall call) => plan.Bug switch
    {
        PlantedBug.LateConfirmation => call.Operations.Any(operation => operation.Key == "header" && operation.Cells.ContainsKey("Closed") && !operation.Cells.ContainsKey("Frozen")),
        _ => false,
    };

    /// <summary>The mistake that a retry in a catch block is.</summary>
    sealed class SendsAgain(HttpMessageHandler line) : DelegatingHandler(line)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
