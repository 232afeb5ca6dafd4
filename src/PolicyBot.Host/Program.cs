using PolicyBot.Host.CommandLine;

return await Root.Run(args);
