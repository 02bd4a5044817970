// What ASP.NET Core alone needs to come up and answer: the yardstick of the measurement start.cold.
var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/", () => "Hello");
app.Run();
