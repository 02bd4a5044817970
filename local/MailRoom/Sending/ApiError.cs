using System.Text.Json.Serialization;

namespace Campaigns.Local.MailRoom.Sending;

/// <summary>One error of SendGrid's error body.</summary>
/// <param name="Field">Path of the field, such as "personalizations.0.to.0.email"; null when the whole request is meant.</param>
sealed record ApiError(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("field")] string? Field,
    [property: JsonPropertyName("help")] string? Help = null)
{
    /// <summary>An answer with SendGrid's error body.</summary>
    public static IResult Answer(int status, params IEnumerable<ApiError> errors) =>
        Results.Json(new { errors }, statusCode: status, contentType: "application/json");
}
