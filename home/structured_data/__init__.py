"""What a page says, once more for machines: JSON-LD in the words of schema.org, nothing that is not shown."""
