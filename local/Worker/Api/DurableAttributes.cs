using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Hands the function the <c>DurableTaskClient</c> of the app's task hub.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute;

/// <summary>The function is an orchestrator; the parameter is its <c>TaskOrchestrationContext</c>. Its name is the function's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute;

/// <summary>The function is an activity; the parameter is its input (or its <c>TaskActivityContext</c>). Its name is the function's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute;
