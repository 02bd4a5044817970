namespace Campaigns.Local.Worker.Functions;

/// <summary>What the Functions host would refuse in one function; the message says it without naming the function.</summary>
sealed class FunctionProblem(string message) : Exception(message);

/// <summary>Collects what is wrong with the app, so that one start shows all of it.</summary>
sealed class Problems
{
    readonly List<string> found = [];

    public void Add(string function, string message) => found.Add($"Function '{function}': {message}");

    public void Add(string message) => found.Add(message);

    /// <summary>Runs a check; a <see cref="FunctionProblem"/> is noted under the function's name.</summary>
    public T? Try<T>(string function, Func<T> check)
        where T : class
    {
        try
        {
            return check();
        }
        catch (FunctionProblem problem)
        {
            Add(function, problem.Message);
            return null;
        }
    }

    /// <exception cref="InvalidOperationException">Something was found.</exception>
    public void ThrowIfAny()
    {
        if (found.Count > 0)
            throw new InvalidOperationException("The function app cannot start:\n  " + string.Join("\n  ", found));
    }
}
