"""A tool for assistants (MCP): the API's answers, with their quotes, as tools. Needs the extra `assistant`."""
