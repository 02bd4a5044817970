using System.Collections.Immutable;

namespace Campaigns;

/// <summary>
/// One thing wrong with what a person typed, as data. Pages and JSON say it in the reader's language
/// from the resource <c>Error_{Reason}</c>, formatted with <see cref="Arguments"/>.
/// </summary>
/// <param name="Field">The form field's name, as in the contract.</param>
/// <param name="Reason">
/// Required, TooLong (limit), NotOneOf (choices), NotAnAddress, NotACountry, NotALanguage, NotAZone, NotADate, NotADuration,
/// NotANumber (from, to), InThePast, BeforeOpening, AfterClosing, Columns (expected, found), Duplicate (first line), TooMany (limit),
/// ControlCharacters, Unreadable (bytes that are no characters), Markup (angle brackets in a line), Unknown, NotAReminder, OneOf (other field), TooLarge (limit in bytes), NotAllowedHere,
/// WrongType (text, number, list or object), GivenTwice, BrokenQuotes, WrongCode, NotTheCode, TooManyCodes, NotAWebsite, NotADomain (what was typed), InTwoLists (domain), NoPattern, NeedsCondition, OnlyWhenExtended, TooFarAhead (limit in years), TooShort (limit in days).
/// </param>
/// <param name="Line">1-based line (or array position) within a list field.</param>
public sealed record FieldError(string Field, string Reason, int? Line, ImmutableArray<string> Arguments)
{
    /// <summary>Name of the column within the line (<c>email</c>), where one cell is at fault.</summary>
    public string? Column { get; init; }

    public FieldError(string field, string reason, params string[] arguments) : this(field, reason, null, [.. arguments]) { }

    public static FieldError At(int line, string field, string reason, params string[] arguments) => new(field, reason, line, [.. arguments]);
}

/// <summary>A value, or what is wrong with the input. Exactly one of both.</summary>
public sealed class Checked<T> where T : class
{
    readonly T? value;

    Checked(T? value, ImmutableArray<FieldError> errors) => (this.value, Errors) = (value, errors);

    public ImmutableArray<FieldError> Errors { get; }
    public bool IsValid => value is not null;
    public T Value => value ?? throw new InvalidOperationException("The input was refused; look at Errors.");

    public static Checked<T> Valid(T value) => new(value, []);
    /// <summary>The first <see cref="Limits.Errors"/> of them: nobody mends more at once, and an answer must not be larger than the question.</summary>
    public static Checked<T> Invalid(IEnumerable<FieldError> errors) => new(null, [.. errors.Take(Limits.Errors)]);
}
