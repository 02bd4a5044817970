namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What a parameter of a function is bound to.</summary>
public abstract class BindingAttribute : Attribute;

/// <summary>What starts a function: exactly one parameter has one.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute;

/// <summary>What a function is handed beside its trigger.</summary>
public abstract class InputBindingAttribute : BindingAttribute;
