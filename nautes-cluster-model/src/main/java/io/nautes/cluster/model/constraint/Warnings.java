package io.nautes.cluster.model.constraint;

/**
 * The group of the constraints whose violation is only a warning. Validate {@code Default} and this group to get all
 * violations of fields.
 */
public interface Warnings {}
