namespace Campaigns.Tests.Simulation;

/// <summary>One campaign of a world with its people, and what they know to be true.</summary>
sealed class SimulatedCampaign
{
    readonly World world;
    readonly List<Person> people = [];
    readonly Coordinator coordinator;
    readonly Operator @operator;

    public SimulatedCampaign(World world, int place)
    {
        (this.world, Place) = (world, place);
        Plan = new(world.Plan.Seed, place, world.Now);
        LaunchKey = $"launch {world.Plan.Seed} {place}";
        Id = CampaignId.Of(LaunchKey, Plan.Draft);
        people.AddRange(Plan.People.Where(person => !world.Plan.LeftOut.Contains((place, person.Number))).Select(person => new Person(world, this, person)));
        coordinator = new(world, this);
        @operator = new(world, this);
    }

    public World World => world;
    public int Place { get; }
    public CampaignPlan Plan { get; }
    public string LaunchKey { get; }
    public string Id { get; }
    public Truth Truth { get; } = new();

    public CampaignFacts Facts => world.Watch.Of(Id);

    /// <summary>The deadline as the world knows it now.</summary>
    public DateTimeOffset Deadline => Facts.ClosesAt ?? Plan.PlannedClose;

    /// <summary>When the last of it should have happened.</summary>
    public DateTimeOffset LatestEnd => new[] { Deadline, Plan.PlannedClose, Plan.Draft.EmbargoUntil ?? Plan.LaunchAt, Plan.LaunchAt + TimeSpan.FromHours(12) }.Max();

    /// <summary>Nothing is to come, or somebody has to decide.</summary>
    public bool IsAtRest => Facts.Row is { } row && Campaigns.Plan.Next(row) switch
    {
        { Kind: StepKind.End } => true,
        { Kind: StepKind.Wait } => coordinator.NeverApproves,
        { Kind: StepKind.Close, DueAt: null } => true, // open until somebody closes it
        _ => false,
    };

    public void Begin()
    {
        foreach (var person in people) world.Agenda.At(Plan.LaunchAt, person.Begin);
        world.Agenda.At(Plan.LaunchAt, coordinator.Begin);
        world.Agenda.At(Plan.LaunchAt, @operator.Begin);
        world.Trace.Say($"Campaign {Place} ({Id}): a window of {Plan.Window:d\\.hh\\:mm}{(Plan.HasNoDeadline ? " without a deadline" : "")}, {Plan.Draft.Addressees.Length} addressees, "
            + $"{Plan.Draft.Invitations.Length} invitations, {people.Count} people, approval {Plan.Draft.Approval}, vetting {Plan.Draft.Vetting}.");
    }

    /// <summary>Nothing fails any more: what people put off, they do now.</summary>
    public void LastCall() => @operator.LastCall();
}
