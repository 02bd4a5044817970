using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Doors;

/// <summary>What went wrong, for programs: problem details (RFC 9457), with the fields that were refused.</summary>
public static class Problem
{
    /// <summary>Something failed on our side.</summary>
    /// <param name="number">Stands in the log, too.</param>
    public static IResult Of(int status, string title, string number) =>
        Results.Problem(statusCode: status, title: title, extensions: new Dictionary<string, object?> { ["number"] = number });

    public static IResult Of(int status, string title) => Results.Problem(statusCode: status, title: title);

    /// <summary>
    /// 422 with <c>errors: [{ field, line, column, message }]</c>; <c>line</c> counts from 1 in list fields, <c>column</c> names the cell in it;
    /// both are null elsewhere.
    /// </summary>
    public static IResult Of(Texts texts, IEnumerable<FieldError> errors, int status = StatusCodes.Status422UnprocessableEntity) =>
        Results.Problem(
            statusCode: status,
            title: texts["Errors_Title"],
            extensions: new Dictionary<string, object?>
            {
                ["errors"] = errors.Select(error => new { error.Field, error.Line, error.Column, Message = texts.Say(error) }).ToArray(),
            });
}
