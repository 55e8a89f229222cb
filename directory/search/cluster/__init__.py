"""The whole search by OpenSearch: filters, counts, order and words of one cluster, so that a web host holds nothing."""
