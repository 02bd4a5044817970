Console.WriteLine("set up");
