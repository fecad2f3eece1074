Console.WriteLine("Hydrant");
