using Campaigns.Local.MailRoom;

try
{
    await using var mailRoom = await MailRoomApp.StartAsync(MailRoomOptions.FromEnvironment());
    Console.WriteLine($"The mail room is open at {mailRoom.Address}");
    await mailRoom.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is IOException or FormatException)
{
    Console.Error.WriteLine($"The mail room cannot open: {e.Message}");
    return 1;
}
