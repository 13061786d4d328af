using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Aresta.Architecture.Tests;

/// <summary>A type by namespace and name; a nested one counts as the type it stands in.</summary>
internal readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}

/// <summary>Who uses whom in an assembly, read from its metadata and IL: bases, members, signatures, attributes and bodies.</summary>
internal sealed class AssemblyReferences
{
    private readonly MetadataReader metadata;

    public AssemblyReferences(string path)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file, PEStreamOptions.PrefetchEntireImage);
        metadata = image.GetMetadataReader();
        Name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        Assemblies = [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
        var uses = new Dictionary<TypeName, HashSet<TypeName>>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var name = NameOf(handle);
            if (!uses.TryGetValue(name, out var used))
            {
                uses.Add(name, used = []);
            }

            Collect(image, metadata.GetTypeDefinition(handle), used);
            used.Remove(name);
        }

        Uses = uses;
        metadata = null!; // the image ends here; everything needed has been read
    }

    /// <summary>The name of the assembly.</summary>
    public string Name { get; }

    /// <summary>The assemblies that it refers to.</summary>
    public ImmutableArray<string> Assemblies { get; }

    /// <summary>For every type of the assembly the types, of this or other assemblies, that it uses.</summary>
    public IReadOnlyDictionary<TypeName, HashSet<TypeName>> Uses { get; }

    private void Collect(PEReader image, TypeDefinition type, HashSet<TypeName> used)
    {
        var visit = new SignatureVisitor(this, used);
        visit.Entity(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations())
        {
            visit.Entity(metadata.GetInterfaceImplementation(handle).Interface);
        }

        Attributes(type.GetCustomAttributes(), visit);
        Constraints(type.GetGenericParameters(), visit);
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            field.DecodeSignature(visit, null);
            Attributes(field.GetCustomAttributes(), visit);
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            method.DecodeSignature(visit, null);
            Attributes(method.GetCustomAttributes(), visit);
            Constraints(method.GetGenericParameters(), visit);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var body = image.GetMethodBody(method.RelativeVirtualAddress);
            visit.Entity(body.LocalSignature);
            foreach (var region in body.ExceptionRegions)
            {
                visit.Entity(region.CatchType);
            }

            foreach (var token in IntermediateLanguage.Tokens(body.GetILReader()))
            {
                visit.Entity(MetadataTokens.EntityHandle(token));
            }
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes, SignatureVisitor visit)
    {
        foreach (var handle in attributes)
        {
            visit.Entity(metadata.GetCustomAttribute(handle).Constructor);
        }
    }

    private void Constraints(GenericParameterHandleCollection parameters, SignatureVisitor visit)
    {
        foreach (var constraint in parameters.SelectMany(handle => metadata.GetGenericParameter(handle).GetConstraints()))
        {
            visit.Entity(metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private TypeName NameOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return new(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    private TypeName NameOf(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            type = metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        }

        return new(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    /// <summary>Adds every type that a signature or a token mentions; what it returns means nothing.</summary>
    private sealed class SignatureVisitor(AssemblyReferences assembly, HashSet<TypeName> used) : ISignatureTypeProvider<int, object?>
    {
        private readonly MetadataReader metadata = assembly.metadata;

        public void Entity(EntityHandle handle)
        {
            if (handle.IsNil)
            {
                return;
            }

            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    used.Add(assembly.NameOf((TypeDefinitionHandle)handle));
                    break;
                case HandleKind.TypeReference:
                    used.Add(assembly.NameOf((TypeReferenceHandle)handle));
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.FieldDefinition:
                    Entity(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MethodDefinition:
                    Entity(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.StandaloneSignature:
                    StandaloneSignature(metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle));
                    break;
                case HandleKind.MethodSpecification:
                    var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    method.DecodeSignature(this, null);
                    Entity(method.Method);
                    break;
                case HandleKind.MemberReference:
                    var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                    Entity(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Field)
                    {
                        member.DecodeFieldSignature(this, null);
                    }
                    else
                    {
                        member.DecodeMethodSignature(this, null);
                    }

                    break;
            }
        }

        private void StandaloneSignature(StandaloneSignature signature)
        {
            if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
            {
                signature.DecodeLocalSignature(this, null);
            }
            else
            {
                signature.DecodeMethodSignature(this, null);
            }
        }

        public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            Add(assembly.NameOf(handle));

        public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            Add(assembly.NameOf(handle));

        public int GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            Entity(handle);
            return 0;
        }

        private int Add(TypeName name)
        {
            used.Add(name);
            return 0;
        }

        public int GetArrayType(int elementType, ArrayShape shape) => 0;

        public int GetByReferenceType(int elementType) => 0;

        public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

        public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

        public int GetGenericMethodParameter(object? context, int index) => 0;

        public int GetGenericTypeParameter(object? context, int index) => 0;

        public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

        public int GetPinnedType(int elementType) => 0;

        public int GetPointerType(int elementType) => 0;

        public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

        public int GetSZArrayType(int elementType) => 0;
    }
}
